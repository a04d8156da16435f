import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { askOnce } from "../benchmark/sockets";
import type { Check } from "../checks/check";
import { describeServed } from "../soak/served-program";
import { inFolder, startRuntime } from "../checks/runtime";

const ROUNDS = 20;

/** Milliseconds in which a version must be served. */
const PATIENCE = 30_000;

/** Each version is written in two halves, with a pause between that is longer or shorter than what a server waits for. */
export const saveInHalves: Check = (tell) =>
  inFolder(async (folder) => {
    const file = join(folder, "main.tf.json");
    writeFileSync(file, JSON.stringify(describeServed(0)));
    const { url } = await startRuntime({ argv: ["--port", "0", "--quiet", file] });
    let wrong = 0;
    let late = 0;
    for (let version = 1; version <= ROUNDS; version++) {
      tell(`version ${version} of ${ROUNDS}`);
      const text = JSON.stringify(describeServed(version));
      const half = Math.floor(text.length * Math.random());
      writeFileSync(file, text.slice(0, half));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
      if ((await askVersion(url)) !== version - 1) wrong += 1;
      writeFileSync(file, text);
      const saved = performance.now();
      while ((await askVersion(url)) !== version && performance.now() - saved < PATIENCE)
        await new Promise((resolve) => setTimeout(resolve, 20));
      if (performance.now() - saved >= PATIENCE) late += 1;
    }
    return {
      figures: `${ROUNDS} versions saved in halves: ${wrong} answers by half a file, ${late} versions not served`,
      ...(wrong + late > 0 && { problem: "half a file was served, or a whole one was not" }),
    };
  });

async function askVersion(url: string): Promise<number> {
  return Number(/\\"version\\":(\d+)/.exec(await askOnce(url))?.[1]);
}
