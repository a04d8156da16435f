import { createRandomText } from "../random-ids";

/** Returns a new request id: 16 characters that end in `=`. *Recorded*, us-east-1, September 2026 (`EP5tkGhLIAMEpwA=`). */
export const createRequestId = (): string => `${createRandomText(11, "base64url")}=`;

/** Returns a new connection or message id: 20 characters that end in `==`. *Recorded*, us-east-1, September 2026. */
export const createConnectionId = (): string => `${createRandomText(13, "base64url")}==`;
