import type { Json } from "@sfn-websocket/languages/json";
import {
  flag,
  list,
  mapOf,
  number,
  printKept,
  readKept,
  refill,
  structure,
  structureOf,
  text,
} from "../protocols/kept-state";
import type { Certificate, CertificateStore } from "./certificates";

const CERTIFICATES = list(
  structureOf<Certificate>({
    arn: text,
    domainName: text,
    names: list(text),
    keyAlgorithm: text,
    validationMethod: text,
    validationDomains: structure(),
    createdAt: number,
    isLogged: flag,
    isExportable: flag,
    tags: mapOf(text),
  }),
);

/** Returns all certificates as plain JSON. */
export const exportState = ({ certificates }: CertificateStore): Json => printKept([...certificates.values()]);

/** Replaces all certificates by those that were exported; an empty object stands for none. */
export const importState = ({ certificates }: CertificateStore, state: Json): void =>
  refill(certificates, readKept(CERTIFICATES, state, "acm"), ({ arn }) => arn);
