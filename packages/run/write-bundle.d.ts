export function stripNamespace(file: string): string;
