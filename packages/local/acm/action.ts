import { type Actions, createDefineAction } from "../protocols/action";
import type { Constraints } from "../protocols/constraints";
import { AcmError } from "./acm-error";
import type { CertificateStore } from "./certificates";

/** The actions of the API; the answer of one is undefined for an empty body. */
export type AcmActions = Actions<CertificateStore, object | void>;

/** Returns an action whose request AWS's errors refuse. */
export const defineAction = createDefineAction<CertificateStore, object | void>((refusal) =>
  "unreadable" in refusal
    ? new AcmError("SerializationException", refusal.unreadable)
    : new AcmError("ValidationException", refusal.invalid),
);

export const ARN = {
  CertificateArn: {
    required: true,
    minimum: 20,
    maximum: 2_048,
    pattern: String.raw`arn:[\w+=/,.@-]+:acm:[\w+=/,.@-]*:[0-9]+:[\w+=,.@-]+(/[\w+=,.@-]+)*`,
  },
} as const satisfies Constraints;
