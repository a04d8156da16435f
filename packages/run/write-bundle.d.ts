export function writeBundle(entry: string): Promise<string>;
export function stripNamespace(file: string): string;
