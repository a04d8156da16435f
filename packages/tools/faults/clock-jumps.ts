import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { WebSocket } from "ws";
import { askOnce, openSocket } from "../benchmark/sockets";
import { describeServed } from "../soak/served-program";
import type { Check } from "../checks/check";
import { inFolder, startRuntime } from "../checks/runtime";

/** Loaded before the program: each signal sets its clock by an hour more or less, as a person or the network's time does. */
const SHIFT_CLOCK = `
const { now } = Date;
const HOUR = 3600000;
const shifts = [HOUR, -HOUR, 30 * 24 * HOUR, -30 * 24 * HOUR, 0];
let shift = 0;
let jumps = 0;
globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now() + shift] : parts));
  }
  static now() {
    return now() + shift;
  }
};
process.on("SIGUSR2", () => {
  shift = shifts[jumps++ % shifts.length];
  process.stderr.write("clock " + jumps + "\\n");
});
`;
const JUMPS = 5;

export const jumpClock: Check = (tell) =>
  inFolder(async (folder) => {
    const [file, shift] = [join(folder, "main.tf.json"), join(folder, "shift-clock.cjs")];
    writeFileSync(file, JSON.stringify(describeServed(0)));
    writeFileSync(shift, SHIFT_CLOCK);
    const server = await startRuntime({ argv: ["--port", "0", "--quiet", file], node: ["--require", shift] });
    const kept = await openSocket(server.url);
    let closed = "";
    kept.on("close", (code) => (closed = `closed with ${code}`));
    const took: number[] = [];
    let wrong = 0;
    for (let jump = 0; jump < JUMPS; jump++) {
      tell(`jump ${jump + 1} of ${JUMPS}`);
      const sent = performance.now();
      const answer = next(kept);
      kept.send('{"action":"wait"}');
      // In the middle of the second that it waits.
      await new Promise((resolve) => setTimeout(resolve, 300));
      process.kill(server.pid, "SIGUSR2");
      if (!isWhole(await answer)) wrong += 1;
      took.push(Math.round(performance.now() - sent));
      await askOnce(server.url);
    }
    kept.terminate();
    const isLate = took.some((time) => time < 900 || time > MOST);
    return {
      figures: `the clock set by an hour and by 30 days, ${JUMPS} times; a workflow of a second took ${Math.min(...took)} to ${Math.max(...took)} ms, ${wrong} answers told otherwise, the socket ${closed || "stayed open"}`,
      ...((isLate || wrong > 0 || closed !== "") && {
        problem: "an execution or a socket took the clock for time that passed",
      }),
    };
  });

/** Milliseconds within which a workflow that waits for a second must be done. */
const MOST = 4_000;

/** Whether an execution ended well and says that it took as long as it did. */
function isWhole(answer: string): boolean {
  const { status, billingDetails } = JSON.parse(answer) as {
    status: string;
    billingDetails: { billedDurationInMilliseconds: number };
  };
  const billed = billingDetails.billedDurationInMilliseconds;
  return status === "SUCCEEDED" && billed >= 1_000 && billed <= MOST;
}

function next(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once("message", (data: Buffer) => resolve(data.toString()));
    socket.once("close", (code) => reject(new Error(`the socket was closed with ${code} before an answer`)));
  });
}
