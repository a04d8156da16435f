import type { PermissionCheck, TracedEvent } from "@sfn-websocket/local/trace/trace";

/** A value of JSON, as traces hold it. */
export type Json = Exclude<TracedEvent["details"], undefined>;

/** An object of JSON. */
export type JsonObject = Exclude<PermissionCheck["needed"], undefined>;
