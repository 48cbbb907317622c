/** Moves values so that no two are closer than `gap`, each as little as it takes, in the order given; none falls below 0. */
export function apart(values: readonly number[], gap: number): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const excess = (place: number[]) => {
    for (let i = 1; i < place.length; i++) place[i] = Math.max(place[i]!, place[i - 1]! + gap);
    return place;
  };
  const places = excess(order.map(({ value }) => value));
  // Pushed up only, a group would stand above its lines: half of what the whole moved is given back.
  const moved = places.map((place, i) => place - order[i]!.value);
  const back = Math.max(0, ...moved) / 2;
  const centred = excess(
    places.map((place, i) => Math.max(0, moved[i]! > 0 || moved[i + 1]! > 0 ? place - back : place)),
  );
  const result = new Array<number>(values.length);
  order.forEach(({ index }, i) => (result[index] = centred[i]!));
  return result;
}
