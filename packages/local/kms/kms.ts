import { findJson, type Json } from "@sfn-websocket/languages/json";
import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../protocols/json-protocol";
import { createUnusedLog, findUnused, type LogUnused } from "../protocols/unused-members";
import type { KmsActions } from "./action";
import { ALIAS_ACTIONS } from "./alias-actions";
import { readState } from "./describe-key";
import { KEY_ACTIONS } from "./key-actions";
import { KEY_POLICY_ACTIONS } from "./key-policies";
import { deleteOverdue, findKey, type KeyStore, type KmsWorld } from "./keys";
import { KmsError } from "./kms-error";
import { exportState, importState } from "./state";
import { TAG_ACTIONS } from "./tag-actions";

export type { KmsWorld } from "./keys";

/** The API's actions, by name. */
export const ACTIONS: KmsActions = { ...KEY_ACTIONS, ...KEY_POLICY_ACTIONS, ...ALIAS_ACTIONS, ...TAG_ACTIONS };

/** What decides about the use of a key. */
export interface KeyFacts {
  readonly arn: string;
  readonly state: ReturnType<typeof readState>;
  /** JSON text. */
  readonly policy: string;
}

/**
 * KMS in one account and region, without encryption: keys, their policies and states, and aliases. A key that was not
 * made here is *assumed* to be there and to be everybody's, since stacks name keys of their user's.
 */
export interface Kms {
  /** Undefined for a key that was not made here. */
  findKey(keyId: string): KeyFacts | undefined;
  /** Answers an action of the API, its errors included, as AWS does. `body` is the request's JSON text. */
  call(action: string, body: string): JsonAnswer;
  /** All keys and aliases, for importState. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createKms(world: KmsWorld): Kms {
  const store: KeyStore = { world, keys: new Map(), aliases: new Map(), deleted: new Set() };
  const logUnused = createUnusedLog("KMS", world.log);
  return {
    findKey(keyId) {
      deleteOverdue(store);
      const { made, arn } = findKey(store, keyId) ?? {};
      return made && arn ? { arn, state: readState(made), policy: made.policy } : undefined;
    },
    call(name, body) {
      deleteOverdue(store);
      return callKms(store, { name, body, logUnused });
    },
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}

/** Returns what answers KMS's API. */
export function createKmsApi({ call }: Kms): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({ version: "1.1", call: (name, { body }) => call(name, body) });
}

interface KmsCall {
  readonly name: string;
  readonly body: string;
  readonly logUnused: LogUnused;
}

function callKms(store: KeyStore, { name, body, logUnused }: KmsCall): JsonAnswer {
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined)
    return { status: 400, body: new KmsError("UnknownOperationException", "").body, unknown: name };
  try {
    const request = findJson(body || "{}") ?? null;
    logUnused(name, findUnused(request, action.members));
    const answer = action.answer(store, request);
    const text = answer === undefined ? "" : JSON.stringify(answer);
    return { status: 200, body: text, ...(action.mutates && { mutates: true }) };
  } catch (thrown) {
    if (thrown instanceof KmsError) return { status: 400, body: thrown.body };
    throw thrown;
  }
}
