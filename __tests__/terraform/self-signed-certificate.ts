import { generateKeyPairSync, sign } from "node:crypto";

/** A server's key and certificate, both PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

/** ASN.1's tags, as far as a certificate needs them. */
const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  /** The version. */
  context0: 0xa0,
  /** The extensions. */
  context3: 0xa3,
  /** An address among the subject's alternative names. */
  ipAddress: 0x87,
} as const;

/** Object identifiers: DER's bytes in hex. */
const ID = { ecdsaWithSha256: "2a8648ce3d040302", commonName: "550403", subjectAltName: "551d11" } as const;

/**
 * A certificate for 127.0.0.1 that signed itself, valid until 2049: Node makes keys, but no certificates.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc5280#section-4.1 documented
 */
export function createCertificate(): ServerCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = encode("sequence", encodeId("ecdsaWithSha256"));
  const subject = encode(
    "sequence",
    encode("set", encode("sequence", encodeId("commonName"), encode("utf8", Buffer.from("test")))),
  );
  const from = encode("utcTime", Buffer.from("000101000000Z"));
  const until = encode("utcTime", Buffer.from("491231235959Z"));
  const names = encode("sequence", encode("ipAddress", Buffer.from([127, 0, 0, 1])));
  const alternatives = encode("sequence", encodeId("subjectAltName"), encode("octetString", names));
  const certificate = encode(
    "sequence",
    encode("context0", encode("integer", Buffer.from([2]))),
    encode("integer", Buffer.from([1])),
    algorithm,
    subject,
    encode("sequence", from, until),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    encode("context3", encode("sequence", alternatives)),
  );
  const signature = encode("bitString", Buffer.from([0]), sign("sha256", certificate, privateKey));
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: writePem(encode("sequence", certificate, algorithm, signature)),
  };
}

function encodeId(name: keyof typeof ID): Buffer {
  return encode("objectId", Buffer.from(ID[name], "hex"));
}

function encode(tag: keyof typeof TAG, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([TAG[tag], ...size]), content]);
}

function writePem(certificate: Buffer): string {
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
