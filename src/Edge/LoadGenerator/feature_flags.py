"""Feature flags of the load generator, read from flagd by OFREP in the background."""
import http.client
import json
import logging
import urllib.error
import urllib.request

import gevent

POLL_SECONDS = 2
TIMEOUT_SECONDS = 5


class FeatureFlags:
    """Current values. Without flagd there is traffic, and no flood."""

    def __init__(self):
        self.traffic = True
        self.flood_count = 0
        self._users = 0
        self._applied_users = 0
        self._etag = ""
        self._log = logging.getLogger("feature_flags")

    def poll(self, url, set_user_count):
        """Runs for ever. set_user_count, which may be None, gets each new value of loadGeneratorVUs and returns whether it was applied."""
        address = f"{url.rstrip('/')}/ofrep/v1/evaluate/flags"
        reachable = True
        self.traffic = False
        while True:
            try:
                self._read(address)
                reachable = True
            except (OSError, ValueError, LookupError, TypeError, http.client.HTTPException) as error:
                # As upstream: a load generator that cannot be stopped by its flag stays silent.
                self.traffic = False
                self._etag = ""
                if reachable:
                    self._log.warning("Feature flags cannot be read from %s (%s): no traffic until they can.", address, error)
                reachable = False
            if set_user_count and self._users > 0 and self._users != self._applied_users and set_user_count(self._users):
                self._applied_users = self._users
            gevent.sleep(POLL_SECONDS)

    def _read(self, address):
        headers = {"Content-Type": "application/json", **({"If-None-Match": self._etag} if self._etag else {})}
        request = urllib.request.Request(address, data=b'{"context":{"targetingKey":"load-generator"}}', headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
                evaluations = json.load(response)["flags"]
                self._etag = response.headers.get("ETag", "")
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return
            raise
        values = {evaluation["key"]: evaluation["value"] for evaluation in evaluations if "value" in evaluation}
        self.traffic = number(values, "loadGeneratorTraffic", default=1) > 0
        self.flood_count = number(values, "loadGeneratorFloodHomepage", default=0)
        self._users = number(values, "loadGeneratorVUs", default=0)


def number(values, key, default):
    value = values.get(key)
    return int(value) if isinstance(value, (int, float)) else default
