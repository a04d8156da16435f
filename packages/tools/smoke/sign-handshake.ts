import { findHeader, type Headers } from "./read-headers";

/** A handshake that is to be signed. */
export interface UnsignedHandshake {
  readonly url: string;
  readonly headers: Headers;
  /** @default the region of the host name, else the environment's */
  readonly region?: string;
  /** Holds the credentials, by the names that all AWS tools know. */
  readonly environment: NodeJS.ProcessEnv;
  /** @default the machine's time */
  readonly signingDate?: Date;
}

/**
 * The headers that sign a handshake with Signature Version 4, for a `$connect` with IAM authorization.
 *
 * @throws Error when there are no credentials, or the region cannot be told.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export async function signHandshake(handshake: UnsignedHandshake): Promise<Headers> {
  const { signingDate = new Date(), environment } = handshake;
  const url = new URL(handshake.url);
  const credentials = readCredentials(environment);
  const region = requireRegion(url.hostname, handshake);
  const { SignatureV4 } = await import("@smithy/signature-v4");
  const { Sha256 } = await import("@aws-crypto/sha256-js");
  const signer = new SignatureV4({ credentials, region, service: "execute-api", sha256: Sha256 });
  const request = {
    method: "GET",
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: readQuery(url.searchParams),
    headers: { host: findHeader(handshake.headers, "host") ?? url.host },
  };
  const { host: _, ...signed } = (await signer.sign(request, { signingDate })).headers;
  return signed;
}

function readCredentials(environment: NodeJS.ProcessEnv) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, sessionToken: environment.AWS_SESSION_TOKEN || undefined };
  const missing = accessKeyId ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID";
  const fix = `eval "$(aws configure export-credentials --format env)" sets those of a profile, and 'npm start' takes test`;
  throw new Error(`--iam: signs with credentials of the environment, got no ${missing}; ${fix}`);
}

/** Default endpoints have their region in the name. */
function requireRegion(hostname: string, { region, environment }: UnsignedHandshake): string {
  const [, named] = /\.execute-api\.([a-z]{2}[a-z-]*-\d)\./.exec(hostname) ?? [];
  const found = region ?? named ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  if (found) return found;
  throw new Error(`--region: required with --iam for '${hostname}', got none; name the API's, e.g. --region us-east-1`);
}

function readQuery(parameters: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}
