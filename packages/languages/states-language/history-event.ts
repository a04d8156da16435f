import type { JsonObject } from "../json";

/**
 * An event of an execution's history. GetExecutionHistory shows `details` as the member that `detailsField` names, such as
 * `stateEnteredEventDetails`; the logs show it as `details`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export interface HistoryEvent {
  /** milliseconds since 1970 */
  readonly timestamp: number;
  readonly type: string;
  /** counts from 1 */
  readonly id: number;
  /** the event before it in its branch; 0 for the first */
  readonly previousEventId: number;
  readonly detailsField?: string;
  readonly details?: JsonObject;
}
