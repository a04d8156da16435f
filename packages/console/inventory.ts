import { batch, signal } from "@preact/signals";
import type { Inventory } from "@sfn-websocket/local/console/api";
import { getJson } from "./call-api";
import { listen, listenReconnect } from "./live";

/** What is served now; undefined until the server has told it. */
export const inventory = signal<Inventory | undefined>(undefined);
/** Another text with each version, and after each gap: another process, which counts from 1 again, may serve by now. */
export const edition = signal("");
/** Why it could not be told. */
export const inventoryProblem = signal<string | undefined>(undefined);

/** How often the server was not heard of. */
let gaps = 0;
let isLoading = false;
/** Whether something has happened since the answer that is awaited was asked for. */
let isOutdated = false;

/** One call at a time: what happens meanwhile is told by the next one, and no older answer comes after a newer one. */
async function load(): Promise<void> {
  isOutdated = isLoading;
  if (isLoading) return;
  isLoading = true;
  const before = gaps;
  try {
    const served = await getJson<Inventory>("inventory");
    batch(() => {
      inventory.value = served;
      edition.value = `${before} ${served.version}`;
      inventoryProblem.value = undefined;
    });
  } catch (error) {
    inventoryProblem.value = (error as Error).message;
  }
  isLoading = false;
  if (isOutdated) await load();
}

/** Milliseconds between two looks at connections: where many come and go, each look takes time from their messages. */
const PAUSE = 1_000;
let pauses = false;
let isWanted = false;

/** Loads at once, or at the end of the pause after the last time. */
function loadSoon(): void {
  isWanted = pauses;
  if (pauses) return;
  pauses = true;
  void load();
  setTimeout(() => {
    pauses = false;
    if (isWanted) loadSoon();
  }, PAUSE);
}

/** Loads the inventory, and again when another version is served or a connection opens or closes. */
export function followInventory(): void {
  void load();
  listen("served", () => void load());
  listen("connections", loadSoon);
  // A connection that is gone before their number is told, or one in another's place, changes no number.
  listen("trace", ({ kind }) => {
    if (kind === "CONNECT" || kind === "DISCONNECT") loadSoon();
  });
  listenReconnect(() => {
    gaps += 1;
    void load();
  });
}
