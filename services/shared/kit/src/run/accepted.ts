/** What a model answers when the work goes on after the answer: 202, and where to ask for it. */
export class Accepted {
  constructor(
    readonly location: string,
    readonly body: object,
  ) {}
}
