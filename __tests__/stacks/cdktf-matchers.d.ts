// The types of cdktf's matchers, which setup.js registers.
import "cdktf/lib/testing/adapters/jest";
