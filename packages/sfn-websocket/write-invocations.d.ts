export const PROGRAM: string;
export function writeInvocations(text: string): string;
