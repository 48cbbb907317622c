import type { ServiceMains } from '../service-mains.js';

export declare function fixture(name: string): string;
export declare const fixtureMains: ServiceMains;
