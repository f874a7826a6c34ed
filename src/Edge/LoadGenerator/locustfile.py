"""Simulated shoppers of the OtelShop: locust -f locustfile.py --host https://shop.example

Needs Locust 2.12 or later and nothing else. README.md lists options and variables.
"""
import functools
import json
import os
import random
import uuid
from pathlib import Path
from urllib.parse import quote

import gevent
from locust import FastHttpUser, events, task
from locust.runners import WorkerRunner

from feature_flags import FeatureFlags
from otlp_spans import Span, SpanExporter

PEOPLE = json.loads((Path(__file__).parent / "people.json").read_text(encoding="utf-8"))
PRODUCTS = [
    "0PUK6V6EV0", "1YMWWN1N4O", "2ZYFJ3GM2N", "66VCHSJNUP", "6E92ZMYYFZ",
    "9SIQT8TOJO", "HQTGWGPNH4", "L9ECAV7KIM", "LS4PSXUNUM", "OLJCESPC7Z",
]
QUANTITIES = [1, 2, 3, 4, 5, 10]
AD_CATEGORIES = ["binoculars", "telescopes", "accessories", "assembly", "travel", "books", None]
LEAVING_SHARE = 0.2
SEARCHES = ["telescope", "binoculars", "solar", "lens", "red", "comet", "travel"]

flags = FeatureFlags()
exporter = SpanExporter()


@events.init_command_line_parser.add_listener
def add_options(parser):
    parser.add_argument("--wait-min", type=float, default=1, env_var="LOCUST_WAIT_MIN", help="Shortest pause of a shopper in seconds. Default 1.")
    parser.add_argument("--wait-max", type=float, default=10, env_var="LOCUST_WAIT_MAX", help="Longest pause of a shopper in seconds. Default 10.")
    parser.add_argument("--flagd-url", default=flagd_url(), include_in_web_ui=False, help="Address of flagd's OFREP service. Default: no feature flags.")


def flagd_url():
    host = os.environ.get("FLAGD_HOST")
    return os.environ.get("FLAGD_OFREP_URL") or (f"http://{host}:{os.environ.get('FLAGD_OFREP_PORT', '8016')}" if host else "")


@events.init.add_listener
def start_background_work(environment, runner, **_):
    options = environment.parsed_options
    if options.wait_min < 0 or options.wait_max < options.wait_min:
        raise SystemExit(f"--wait-min {options.wait_min:g} and --wait-max {options.wait_max:g}: the longest pause must not be below the shortest.")
    if options.flagd_url:
        follow = None if isinstance(runner, WorkerRunner) else functools.partial(set_user_count, runner)
        gevent.spawn(flags.poll, options.flagd_url, follow)
    if exporter.url:
        gevent.spawn(exporter.run)
        environment.events.quitting.add_listener(lambda **_: exporter.flush())


def set_user_count(runner, count):
    """Applies a new value of loadGeneratorVUs to a running test; returns whether there is one."""
    if runner.state not in ("spawning", "running"):
        return False
    if runner.target_user_count != count:
        runner.start(count, spawn_rate=max(count, 1))
    return True


def shopper_action(span_name):
    """Makes a task one span, and skips it while the flag loadGeneratorTraffic says so."""
    def decorate(action):
        @functools.wraps(action)
        def perform(shopper):
            if not flags.traffic:
                gevent.sleep(1)
                return
            if not shopper.session_id:
                shopper.start_session()
            with shopper.span(span_name):
                action(shopper)
            if random.random() < LEAVING_SHARE:
                shopper.end_session()
        return perform
    return decorate


class Shopper(FastHttpUser):
    network_timeout = 30.0
    connection_timeout = 10.0

    def __init__(self, environment):
        super().__init__(environment)
        self.session_id = ""
        self.cart_user = ""
        self.current_span = None

    def wait_time(self):
        options = self.environment.parsed_options
        return random.uniform(options.wait_min, options.wait_max)

    @task(1)
    @shopper_action("user_index")
    def index(self):
        self.call("GET", "/", name="/")

    @task(10)
    @shopper_action("user_browse_product")
    def browse_product(self):
        self.get_product(random.choice(PRODUCTS))

    @task(3)
    @shopper_action("user_get_recommendations")
    def get_recommendations(self):
        product = self.note("product.id", random.choice(PRODUCTS))
        self.call("GET", f"/api/recommendations?productIds={product}", "/api/recommendations?productIds=[id]", is_list)

    @task(3)
    @shopper_action("user_get_ads")
    def get_ads(self):
        category = self.note("category", random.choice(AD_CATEGORIES))
        self.call("GET", "/api/data" + (f"?contextKeys={category}" if category else ""), "/api/data?contextKeys=[category]", is_list)

    @task(3)
    @shopper_action("user_view_cart")
    def view_cart(self):
        user = self.note("user.id", self.cart_user)
        self.call("GET", f"/api/cart?sessionId={user}&currencyCode=USD", "/api/cart", has_items)

    @task(2)
    @shopper_action("user_add_to_cart")
    def add_to_cart(self):
        self.fill_cart(self.new_cart())

    @task(1)
    @shopper_action("user_checkout_single")
    def checkout(self):
        self.buy(item_count=1)

    @task(1)
    @shopper_action("user_checkout_multi")
    def checkout_multi(self):
        self.buy(item_count=random.choice([2, 3, 4]))

    @task(5)
    @shopper_action("user_flood_home")
    def flood_home(self):
        for _ in range(self.note("flood.count", flags.flood_count)):
            self.call("GET", "/", name="/")

    @task(2)
    @shopper_action("user_search")
    def search(self):
        words = self.note("search.query", random.choice(SEARCHES))
        self.call("GET", f"/search?q={quote(words)}", "/search?q=[words]")

    @task(1)
    @shopper_action("user_change_currency")
    def change_currency(self):
        codes = self.call("GET", "/api/currency", "/api/currency", is_list)
        if codes:
            currency = self.note("currency", random.choice(codes))
            self.call("GET", f"/api/products?currencyCode={currency}", "/api/products?currencyCode=[code]", priced_in(currency))

    def start_session(self):
        self.session_id = self.cart_user = str(uuid.uuid4())
        with self.span("user_session_start"):
            self.call("GET", "/", name="/")

    def end_session(self):
        """The next action is another visitor's: only then are sessions, carts and orders in a believable proportion."""
        self.session_id = ""
        self.client.cookiejar.clear()

    def new_cart(self):
        """A cart of its own for each purchase: a shopper stands for many visitors."""
        self.cart_user = str(uuid.uuid4())
        return self.cart_user

    def fill_cart(self, user):
        product, quantity = random.choice(PRODUCTS), random.choice(QUANTITIES)
        self.note("user.id", user)
        self.note("quantity", quantity)
        self.get_product(product)
        item = {"productId": product, "quantity": quantity}
        self.call("POST", "/api/cart", "/api/cart", has_items, json={"item": item, "userId": user})

    def buy(self, item_count):
        user = self.note("user.id", self.new_cart())
        self.note("item.count", item_count)
        for _ in range(item_count):
            with self.span("user_add_to_cart"):
                self.fill_cart(user)
        order = {**random.choice(PEOPLE), "userId": user}
        self.call("POST", f"/api/checkout?currencyCode={order['userCurrency']}", "/api/checkout", has_order_id, json=order)

    def get_product(self, product):
        self.note("product.id", product)
        self.call("GET", f"/api/products/{product}", "/api/products/[id]", is_product(product))

    def span(self, name):
        return Span(self, name, exporter)

    def note(self, attribute, value):
        """Sets an attribute of the task's span and returns the value."""
        self.current_span.attributes[attribute] = value
        return value

    def call(self, method, path, name, problem_of=None, **body):
        """Sends a request and returns the JSON of a good answer, else None.

        problem_of gets the JSON and returns a sentence when it is not as expected.
        """
        headers = {
            "traceparent": self.current_span.traceparent,
            "baggage": f"synthetic_request=true,session.id={self.session_id}",
        }
        with self.client.request(method, path, name=name, headers=headers, catch_response=True, **body) as response:
            answer, problem = None, None
            if response.status_code == 0:
                problem = f"No answer: {type(response.error).__name__}."
            elif response.status_code != 200:
                problem = f"The answer has status {response.status_code}."
            elif problem_of:
                answer, problem = parse(response, problem_of)
            if problem:
                self.current_span.fail(f"{method} {name}: {problem}")
                response.failure(problem)
                return None
            return answer


def parse(response, problem_of):
    try:
        answer = response.json()
    except ValueError:
        return None, "The answer is not JSON."
    return answer, problem_of(answer)


def is_list(answer):
    return None if isinstance(answer, list) else "The answer is not a list."


def has_items(answer):
    return None if isinstance(answer, dict) and "items" in answer else "The cart has no list of items."


def has_order_id(answer):
    return None if isinstance(answer, dict) and answer.get("orderId") else "The order has no orderId."


def is_product(product):
    return lambda answer: None if isinstance(answer, dict) and answer.get("id") == product else "The answer is not the product asked for."


def priced_in(currency):
    def problem_of(answer):
        if not isinstance(answer, list) or not answer:
            return "There are no products."
        return None if all(product["priceUsd"]["currencyCode"] == currency for product in answer) else "A price has another currency than asked for."
    return problem_of
