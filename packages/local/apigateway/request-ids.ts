import { createBase64Texts } from "../random-ids";

/** Returns a new request id: 16 characters that end in `=`. *Recorded*, us-east-1, September 2026 (`EP5tkGhLIAMEpwA=`). */
export const createRequestId = createBase64Texts(11);

/** Returns a new connection or message id: 20 characters that end in `==`. *Recorded*, us-east-1, September 2026. */
export const createConnectionId = createBase64Texts(13);
