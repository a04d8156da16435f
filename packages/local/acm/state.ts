import type { Json } from "@sfn-websocket/languages/json";
import { entries, flag, list, number, readKept, structure, structureOf, text } from "../protocols/kept-state";
import type { Certificate, CertificateStore } from "./certificates";

type CertificateState = Omit<Certificate, "tags"> & { readonly tags: readonly (readonly [string, string])[] };

const CERTIFICATES = list(
  structureOf<CertificateState>({
    arn: text,
    domainName: text,
    names: list(text),
    keyAlgorithm: text,
    validationMethod: text,
    validationDomains: structure(),
    createdAt: number,
    isLogged: flag,
    isExportable: flag,
    tags: entries(text),
  }),
);

/** Returns all certificates as plain JSON. */
export function exportState({ certificates }: CertificateStore): Json {
  const state = [...certificates.values()].map((each): CertificateState => ({ ...each, tags: [...each.tags] }));
  return JSON.parse(JSON.stringify(state));
}

/** Replaces all certificates by those that were exported; an empty object stands for none. */
export function importState({ certificates }: CertificateStore, state: Json): void {
  const held = readKept(CERTIFICATES, state, "acm");
  certificates.clear();
  for (const { tags, ...certificate } of held)
    certificates.set(certificate.arn, { ...certificate, tags: new Map(tags) });
}
