import type { Json } from "@sfn-websocket/languages/json";
import { type AnswerAction, createAnswers } from "../protocols/answer-action";
import type { AcmActions } from "./action";
import { CERTIFICATE_ACTIONS, describePending } from "./certificate-actions";
import { type AcmWorld, type CertificateStore, isIssued } from "./certificates";
import { IMPORT_ACTIONS } from "./import-actions";
import { exportState, importState } from "./state";
import { TAG_ACTIONS } from "./tag-actions";

/** The API's actions, by name. */
export const ACTIONS: AcmActions = { ...CERTIFICATE_ACTIONS, ...IMPORT_ACTIONS, ...TAG_ACTIONS };

/**
 * AWS Certificate Manager in one account and region: certificates are requested, proved by records of Route 53, issued,
 * and named by domain names. A certificate that was not made here is *assumed* to be there, and issued.
 */
export interface Acm {
  /** Returns ACM's text for a certificate that was made here and may not be used yet; undefined for any other. */
  refuseUse(certificateArn: string): string | undefined;
  readonly call: AnswerAction;
  /** All certificates, for importState. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createAcm(world: AcmWorld): Acm {
  const store: CertificateStore = { world, certificates: new Map() };
  return {
    refuseUse(certificateArn) {
      const made = store.certificates.get(certificateArn);
      return made === undefined || isIssued(store, made) ? undefined : describePending(store, made);
    },
    call: createAnswers({ service: "ACM", actions: ACTIONS, store, log: world.log }),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}
