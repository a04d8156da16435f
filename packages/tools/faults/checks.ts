import type { Check, Checks } from "../checks/check";
import { breakApplies } from "./broken-applies";
import { jumpClock } from "./clock-jumps";
import { runOutOfFiles } from "./file-limit";
import { fillDisk, writeNowhere } from "./full-disk";
import { loseClient } from "./half-open";
import { invokeHostile } from "./hostile-functions";
import { saveInHalves } from "./saved-files";
import { refuseDamaged, refuseSecond } from "./state-folder";

/** How often Terraform's applies are broken off. */
type CheckOfRounds = (rounds: number) => Check;

const always =
  (check: Check): CheckOfRounds =>
  () =>
    check;

const CHECKS: Readonly<Record<string, CheckOfRounds>> = {
  "an endpoint that is killed while Terraform applies has all that it acknowledged": breakApplies("endpoint"),
  "a Terraform that is interrupted while it applies goes on where it was": breakApplies("terraform"),
  "a state that was damaged is refused, and left as it is": always(refuseDamaged),
  "a folder and a port have one owner": always(refuseSecond),
  "a full disk loses nothing that was acknowledged": always(fillDisk),
  "a folder that cannot be written acknowledges nothing": always(writeNowhere),
  "a process without file descriptors serves those who are there, and says so": always(runOutOfFiles),
  "a clock that jumps ends no wait and no socket": always(jumpClock),
  "a client that is gone without a word is found out by the first that is sent to it": always(loseClient),
  "a file that is saved in halves is served when it is whole": always(saveInHalves),
  "a function that hangs, exits, floods or does not load harms nobody else": always(invokeHostile),
};

export const NAMES: readonly string[] = Object.keys(CHECKS);

/** The checks, with so many applies. */
export function listChecks(rounds: number): Checks {
  return Object.fromEntries(Object.entries(CHECKS).map(([name, check]) => [name, check(rounds)]));
}
