export function findBundle(entry: string): string | undefined;
