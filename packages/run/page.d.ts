/** The folder of the console's files, bundled anew where a source is newer. */
export function findPage(): Promise<string>;

/** The console's files by their names, and the sources in them, from the project's folder on. */
export function buildPage(plugins?: readonly object[]): Promise<{
  readonly files: ReadonlyMap<string, Buffer>;
  readonly inputs: readonly string[];
}>;
