import { signal } from "@preact/signals";
import type { Inventory } from "@sfn-websocket/local/console/api";
import { getJson } from "./call-api";
import { listen, listenReconnect } from "./live";

/** What is served now; undefined until the server has told it. */
export const inventory = signal<Inventory | undefined>(undefined);
/** Why it could not be told. */
export const inventoryProblem = signal<string | undefined>(undefined);

async function load(): Promise<void> {
  try {
    inventory.value = await getJson<Inventory>("inventory");
    inventoryProblem.value = undefined;
  } catch (error) {
    inventoryProblem.value = (error as Error).message;
  }
}

/** Loads the inventory, and again when another version is served or a connection opens or closes. */
export function followInventory(): void {
  void load();
  listen("served", () => void load());
  listen("connections", () => void load());
  listenReconnect(() => void load());
}
