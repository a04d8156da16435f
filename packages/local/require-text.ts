import { requireRead } from "@sfn-websocket/run/require-file";

/**
 * Returns the text that `read` returns; `path` is how an error names the file.
 *
 * @throws Error in the developer form when it cannot be read.
 */
export function requireText(path: string, read: () => string): string {
  return requireRead(path, { what: "a file that exists", read });
}
