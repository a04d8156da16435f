export function writeInvocations(text: string): string;
