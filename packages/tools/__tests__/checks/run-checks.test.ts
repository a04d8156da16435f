import { startServer } from "../../benchmark/servers";
import type { Checks } from "../../checks/check";
import { runChecks } from "../../checks/run-checks";

/** What is printed, and the status. */
async function run(checks: Checks, patience = 60_000): Promise<readonly [status: number, printed: string]> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const status = await runChecks({ checks, patience, only: [], json: false });
    return [status, write.mock.calls.join("")];
  } finally {
    write.mockRestore();
  }
}

it("tells of each check what was counted, and what did not hold", async () => {
  const checks: Checks = {
    "all is well": async () => ({ figures: "3 of 3" }),
    "none is lost": async () => ({ figures: "2 of 3", problem: "one is lost" }),
    "it is there": async () => ({ notRun: "nowhere" }),
  };
  expect(await run(checks)).toEqual([
    1,
    "held    all is well\n        3 of 3\nfailed  none is lost\n        2 of 3\n        one is lost\nnot run: it is there\n        nowhere\n",
  ]);
});

it("fails for a check that does not end, and stops the servers that would keep the process", async () => {
  const argv = ["-e", "console.log('ws://127.0.0.1:' + process.pid); setInterval(() => undefined, 1000)"];
  const server = await startServer({ command: process.execPath, argv });
  const hangs = () => new Promise<never>(() => undefined);
  expect(await run({ hangs }, 10)).toEqual([
    1,
    "failed  hangs\n        not done after 0.01 s\n        something is awaited that does not come\n",
  ]);
  expect(() => process.kill(server.pid, 0)).toThrow("ESRCH");
});
