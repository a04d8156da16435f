export function captureStackTrace(below?: (...given: never[]) => unknown): string[];
