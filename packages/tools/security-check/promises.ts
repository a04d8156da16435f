/** What the project promises, and the test that holds it. */
export interface Promised {
  readonly promise: string;
  /** The test's file, from the project on. */
  readonly file: string;
  /** The test's own name, as it stands in the file. */
  readonly test: string;
}

const ROW = /^\| (.+?) +\| `([^`]+)`: (.+?) +\|$/;

/** The rows of a page's table of promises. @throws Error where a line is none */
export function readPromises(page: string): readonly Promised[] {
  return listRows(page, "promises").map((line) => {
    const [, promise, file, test] = ROW.exec(line) ?? [];
    if (promise !== undefined && file !== undefined && test !== undefined) return { promise, file, test };
    throw new Error(
      `SECURITY.md: a promise names no test, got '${line}'; write | promise | \`file\`: name of the test |`,
    );
  });
}

/** The names of packages that may run scripts while they are installed. */
export function readInstallScripts(page: string): readonly string[] {
  return listRows(page, "install-scripts").map((line) => /^\| `([^`]+)`/.exec(line)?.[1] ?? line);
}

/** The rows of the table between two marks, without its head. */
function listRows(page: string, mark: string): readonly string[] {
  const [, table = ""] = new RegExp(`<!-- ${mark} -->(.*?)<!-- /${mark} -->`, "s").exec(page) ?? [];
  return table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
}
