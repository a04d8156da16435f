import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Check } from "../checks/check";
import { hasNamespaces } from "../checks/runtime";

const RUN = join(__dirname, "..", "..", "run");

/** What `vanish.ts` prints. */
export interface Vanished {
  /** The statuses of posts to the client, the last of them 410 where the server has noticed. */
  readonly posts: readonly number[];
  /** Connections that the server counts afterwards. */
  readonly left: number;
}

/** A program in a network of its own may take its only way down. */
export const loseClient: Check = async () => {
  const network = ["--user", "--map-root-user", "--net"];
  if (!hasNamespaces("--net") || spawnSync("ip", ["-V"]).status !== 0)
    return { notRun: "unshare makes no networks of one's own on this system, or iproute2 is not installed" };
  const argv = [...network, process.execPath, RUN, join(__dirname, "vanish.ts")];
  const { status, stdout, stderr } = spawnSync("unshare", argv, { encoding: "utf8", timeout: 120_000 });
  if (status !== 0) return { figures: `status ${status}`, problem: stderr.trim() };
  const { posts, left } = JSON.parse(stdout) as Vanished;
  return {
    figures: `posts to a client whose machine is gone: ${posts.join(", ")}; ${left} connections afterwards`,
    ...((posts.at(-1) !== 410 || left > 0) && { problem: "the connection is kept" }),
  };
};
