import type { Json } from "@sfn-websocket/languages/json";
import { answerAction } from "../protocols/answer-action";
import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../protocols/json-protocol";
import { createUnusedLog } from "../protocols/unused-members";
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
  const api = {
    ...{ actions: ACTIONS, store, unknown: new KmsError("UnknownOperationException", "") },
    logUnused: createUnusedLog("KMS", world.log),
    isError: (thrown: unknown) => thrown instanceof KmsError,
  };
  return {
    findKey(keyId) {
      deleteOverdue(store);
      const { made, arn } = findKey(store, keyId) ?? {};
      return made && arn ? { arn, state: readState(made), policy: made.policy } : undefined;
    },
    call(name, body) {
      deleteOverdue(store);
      return answerAction(api, name, body);
    },
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}

/** Returns what answers KMS's API. */
export function createKmsApi({ call }: Kms): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({ version: "1.1", call: (name, { body }) => call(name, body) });
}
