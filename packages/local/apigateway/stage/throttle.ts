import type { RouteSettings } from "../resources";

/** Returns true and takes one token, or returns false when the bucket is empty. */
export type Throttle = () => boolean;

/**
 * A token bucket that holds `throttlingBurstLimit` tokens and gains `throttlingRateLimit` a second; without limits it
 * is never empty. `elapsed` gives milliseconds that pass evenly.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-protect.html
 */
export function createThrottle(settings: RouteSettings, elapsed: () => number): Throttle {
  const { throttlingRateLimit: rate, throttlingBurstLimit: burst } = settings;
  if (rate === undefined && burst === undefined) return () => true;
  const size = burst ?? rate ?? 0;
  let tokens = size;
  let filled = elapsed();
  return () => {
    const time = elapsed();
    tokens = Math.min(size, tokens + ((time - filled) / 1000) * (rate ?? 0));
    filled = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** Why a throttle lets an event through no more, for the developer. */
export function describeThrottle({ throttlingRateLimit: rate, throttlingBurstLimit: burst }: RouteSettings): string {
  if (burst !== 0) return "the throttle of the stage or the route is exceeded";
  const other =
    rate === 0 ? " and its throttling_rate_limit are 0, as Terraform sends where a block leaves them out" : " is 0";
  return `the throttle of the stage or the route lets nothing through: its throttling_burst_limit${other}; set both`;
}
