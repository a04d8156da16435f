import type { Json } from "@sfn-websocket/languages/json";
import { type AnswerAction, createAnswers } from "../protocols/answer-action";
import type { KmsActions } from "./action";
import { ALIAS_ACTIONS } from "./alias-actions";
import { readState } from "./describe-key";
import { KEY_ACTIONS } from "./key-actions";
import { KEY_POLICY_ACTIONS } from "./key-policies";
import { deleteOverdue, findKey, type KeyStore, type KmsWorld } from "./keys";
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
  readonly call: AnswerAction;
  /** All keys and aliases, for importState. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createKms(world: KmsWorld): Kms {
  const store: KeyStore = { world, keys: new Map(), aliases: new Map(), deleted: new Set() };
  const answer = createAnswers({ service: "KMS", actions: ACTIONS, store, log: world.log });
  return {
    findKey(keyId) {
      deleteOverdue(store);
      const { made, arn } = findKey(store, keyId) ?? {};
      return made && arn ? { arn, state: readState(made), policy: made.policy } : undefined;
    },
    call(name, body) {
      deleteOverdue(store);
      return answer(name, body);
    },
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}
