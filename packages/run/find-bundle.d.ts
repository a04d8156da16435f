export function findBundle(entry: string): string | undefined;

/** Why no bundle can be kept, or undefined. @param folder where they are kept: another for tests */
export function refuseCache(folder?: string): string | undefined;
