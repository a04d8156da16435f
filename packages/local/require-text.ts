/**
 * Returns the text that `read` returns; `path` is how an error names the file.
 *
 * @throws Error in the developer form when it cannot be read.
 */
export function requireText(path: string, read: () => string): string {
  try {
    return read();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new Error(`${path}: cannot be read, got ${code}; name a file that exists`);
  }
}
