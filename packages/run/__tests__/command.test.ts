import { parseArguments, TEXT } from "../parse-arguments";
import { answer, type Command, runCommand, STATUS } from "../command";

interface Sum {
  readonly of: readonly number[];
}

/** A command that adds numbers, and what it printed. */
function create(run: Command<Sum>["run"] = () => STATUS.done) {
  const printed: string[] = [];
  const command: Command<Sum> = {
    name: "npm run sum",
    usage: {
      ways: ["npm run sum -- NUMBER..."],
      about: ["Adds numbers."],
      options: { NUMBER: "one of them", "--limit N": "the most" },
      no: "the sum is too large",
    },
    readOptions: (argv) => {
      const { positionals } = parseArguments({
        args: [...argv],
        allowPositionals: argv[0] !== "none",
        options: { limit: TEXT },
      });
      return { of: positionals.map(Number) };
    },
    run,
    terminal: { print: (text) => printed.push(`out ${text}`), printError: (text) => printed.push(`err ${text}`) },
  };
  return { command, printed };
}

it("ends with the command's own status", async () => {
  const { command, printed } = create(({ of }) => (of.length > 1 ? STATUS.no : STATUS.done));
  expect([await answer(command, ["1"]), await answer(command, ["1", "2"]), printed]).toEqual([0, 1, []]);
});

it.each([[["--help"]], [["1", "--limit", "", "--help"]]])("prints the usage for %j", async (argv) => {
  const { command, printed } = create();
  expect([await answer(command, argv), printed]).toEqual([
    0,
    [
      "out usage: npm run sum -- NUMBER...\n\nAdds numbers.\n\n" +
        "  NUMBER     one of them\n  --limit N  the most\n  --help     print this\n\nExit status:\n" +
        "  0  done\n  1  the sum is too large\n" +
        "  2  could not be done: a wrong option, file or address, or something that it\n     needs is missing\n",
    ],
  ]);
});

it.each([
  ["--limt", "--limt: no such option; did you mean '--limit'"],
  ["--colour", "--colour: no such option; drop it"],
  ["--limit", "--limit: its value is missing; write '--limit=VALUE'"],
  ["--help=1", "--help: takes no value; drop it"],
  ["none", "argument: none is taken here, got 'none'; drop it"],
])("rejects %j, and points to the help without printing it", async (argument, text) => {
  const { command, printed } = create();
  expect(await answer(command, [argument])).toBe(2);
  expect(printed).toEqual([`err error: ${text}\n'npm run sum -- --help' tells how it is used\n`]);
});

it.each([
  ["a: is wrong, got 1; correct it", "error: a: is wrong, got 1; correct it\n"],
  ["error: of the app's own\n", "error: of the app's own\n"],
])("fails with %j where the work cannot be done", async (message, text) => {
  const { command, printed } = create(() => Promise.reject(new Error(message)));
  expect([await answer(command, ["1"]), printed]).toEqual([2, [`err ${text}`]]);
});

describe("a command whose output is lost", () => {
  const lose = (code: string) => process.stdout.emit("error", Object.assign(new Error(code), { code }));
  const run = async (...codes: readonly string[]) => {
    const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const { command } = create(() => {
      codes.forEach(lose);
      return STATUS.done;
    });
    const { exitCode } = process;
    await runCommand({ ...command, readOptions: () => ({ of: [] }) });
    const told = [process.exitCode, written.mock.calls.map(([text]) => text)];
    process.exitCode = exitCode;
    written.mockRestore();
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
    return told;
  };

  it("ends with its own status where its reader has gone", async () => {
    expect(await run("EPIPE", "EIO")).toEqual([STATUS.done, []]);
  });

  it("says so once, and ends as one that could not be done", async () => {
    const text = "error: output: cannot be written, got ENOSPC; make room where it goes\n";
    expect(await run("EPIPE", "ENOSPC", "ENOSPC")).toEqual([STATUS.refused, [text]]);
  });
});
