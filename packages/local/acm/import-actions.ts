import { createPrivateKey, X509Certificate } from "node:crypto";
import { AcmError } from "./acm-error";
import { type AcmActions, ARN, defineAction } from "./action";
import { createArn } from "./certificate-actions";
import { type Certificate, requireCertificate } from "./certificates";
import { readTags, TAGS } from "./tag-actions";

/** Of base64. */
const PEM = { minimum: 1, maximum: 2_800_000 } as const;
/** By what Node.js calls the key. */
const KEY_ALGORITHMS: Readonly<Record<string, string>> = {
  prime256v1: "EC_prime256v1",
  secp384r1: "EC_secp384r1",
  secp521r1: "EC_secp521r1",
};

/** A certificate of the user's own, of which its names and its time are read. */
export const IMPORT_ACTIONS: AcmActions = {
  ImportCertificate: defineAction({
    mutates: true,
    members: {
      CertificateArn: { ...ARN.CertificateArn, required: undefined },
      Certificate: { required: true, ...PEM },
      PrivateKey: { required: true, ...PEM },
      CertificateChain: PEM,
      Tags: TAGS,
    },
    run(store, { CertificateArn, Certificate: encoded, PrivateKey, CertificateChain, Tags = [] }) {
      const before = CertificateArn === undefined ? undefined : requireCertificate(store, CertificateArn);
      const certificate: Certificate = {
        ...readCertificate(decode(encoded), decode(PrivateKey), CertificateChain && decode(CertificateChain)),
        arn: before?.arn ?? createArn(store),
        createdAt: store.world.now(),
        issuedAt: store.world.now(),
        tags: before?.tags ?? readTags(Tags),
      };
      store.certificates.set(certificate.arn, certificate);
      return { CertificateArn: certificate.arn };
    },
  }),
};

const decode = (text: string): string => Buffer.from(text, "base64").toString();

/** *Assumed*: the texts of what is refused. @throws AcmError ValidationException. */
function readCertificate(body: string, key: string, chain: string | undefined) {
  const x509 = parse("certificate", () => new X509Certificate(body));
  const privateKey = parse("private key", () => createPrivateKey(key));
  if (!x509.checkPrivateKey(privateKey))
    throw new AcmError("ValidationException", "The private key does not match the certificate.");
  const domainName = /^CN=(.+)$/m.exec(x509.subject)?.[1] ?? "";
  const others = [...(x509.subjectAltName ?? "").matchAll(/DNS:([^,\s]+)/g)].map(([, name = ""]) => name);
  const { namedCurve, modulusLength } = x509.publicKey.asymmetricKeyDetails ?? {};
  return {
    domainName,
    names: [...new Set([domainName, ...others])].filter((name) => name !== ""),
    imported: {
      ...{ body, notBefore: Date.parse(x509.validFrom), notAfter: Date.parse(x509.validTo) },
      ...(chain !== undefined && { chain }),
    },
    keyAlgorithm: KEY_ALGORITHMS[namedCurve ?? ""] ?? `RSA_${modulusLength ?? 2_048}`,
    validationMethod: "NONE",
    validationDomains: {},
    isLogged: false,
    isExportable: false,
  };
}

function parse<Parsed>(what: string, read: () => Parsed): Parsed {
  try {
    return read();
  } catch {
    throw new AcmError("ValidationException", `The ${what} is not valid.`);
  }
}
