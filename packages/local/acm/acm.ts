import type { Json } from "@sfn-websocket/languages/json";
import { answerAction } from "../protocols/answer-action";
import type { AwsRequest } from "../protocols/aws-request";
import { type ApiAnswer, createJsonApi, type JsonAnswer } from "../protocols/json-protocol";
import { createUnusedLog } from "../protocols/unused-members";
import { AcmError } from "./acm-error";
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
  /** Answers an action of the API, its errors included, as AWS does. `body` is the request's JSON text. */
  call(action: string, body: string): JsonAnswer;
  /** All certificates, for importState. */
  exportState(): Json;
  importState(state: Json): void;
}

export function createAcm(world: AcmWorld): Acm {
  const store: CertificateStore = { world, certificates: new Map() };
  const api = {
    ...{ actions: ACTIONS, store, unknown: new AcmError("UnknownOperationException", "") },
    logUnused: createUnusedLog("ACM", world.log),
    isError: (thrown: unknown) => thrown instanceof AcmError,
  };
  return {
    refuseUse(certificateArn) {
      const made = store.certificates.get(certificateArn);
      return made === undefined || isIssued(store, made) ? undefined : describePending(store, made);
    },
    call: (name, body) => answerAction(api, name, body),
    exportState: () => exportState(store),
    importState: (state) => importState(store, state),
  };
}

/** Returns what answers ACM's API. */
export function createAcmApi({ call }: Acm): (request: AwsRequest) => Promise<ApiAnswer> {
  return createJsonApi({ version: "1.1", call: (name, { body }) => call(name, body) });
}
