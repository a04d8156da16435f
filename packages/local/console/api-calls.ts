import type { ApiCall } from "./api-call";
import { json } from "./answer-json";
import { CLIENT_CALLS } from "./client-calls";
import { EDITOR_CALLS } from "./editor-calls";

const loadEvents = () => require("./serve-events") as typeof import("./serve-events");
const loadInventory = () => require("./inventory") as typeof import("./inventory");
const loadTraces = () => require("./serve-traces") as typeof import("./serve-traces");

/** The calls by their names, as `api.ts` describes them; what answers one is loaded when it is first called. */
export const API_CALLS: Readonly<Record<string, ApiCall>> = {
  events: { method: "GET", run: (world) => loadEvents().serveEvents(world) },
  inventory: {
    method: "GET",
    run: (world, { headers }) => json(loadInventory().listInventory(world, headers.host ?? "")),
  },
  ...CLIENT_CALLS,
  ...EDITOR_CALLS,
  traces: { method: "GET", takesId: true, run: (world, request) => loadTraces().serveTraces(world, request) },
};
