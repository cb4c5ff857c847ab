# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A browser without a window, for what people do outside of Gatehouse: it keeps cookies by host, as
browsers do, shows a page as text, and sends its forms."""

import html.parser
import http.client
import threading
import time
import urllib.parse

MAX_REDIRECTS = 10
# Before a page has stood for so long, Allow does nothing.
READING_TIME_S = 0.7


class Page(html.parser.HTMLParser):
    def __init__(self, url, status, source):
        super().__init__()
        self.url, self.status, self.source = url, status, source
        self.words, self.forms, self.links = [], [], []
        self.button = None
        self.link = None
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append({"action": attrs.get("action", ""), "fields": [], "buttons": []})
        elif tag == "input" and self.forms and "name" in attrs:
            if attrs.get("type") != "checkbox" or "checked" in attrs:
                self.forms[-1]["fields"].append(
                    (attrs["name"], attrs.get("value", ""), attrs.get("type", "text")))
        elif tag == "button" and self.forms:
            self.button = {"label": "", "name": attrs.get("name"), "value": attrs.get("value", "")}
            self.forms[-1]["buttons"].append(self.button)
        elif tag == "a":
            self.link = [attrs.get("href", ""), ""]
            self.links.append(self.link)

    def handle_endtag(self, tag):
        if tag == "button":
            self.button = None
        elif tag == "a":
            self.link = None

    def handle_data(self, data):
        if self.button is not None:
            self.button["label"] += data
        if self.link is not None:
            self.link[1] += data
        self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def buttons(self):
        return [button["label"] for form in self.forms for button in form["buttons"]]


class WebBrowser:
    def __init__(self):
        self.jar = {}
        self.page = None
        self.page_came = 0

    def go(self, url, form=None, origin=None):
        """Follows redirects to a page, which is shown then."""
        for _ in range(MAX_REDIRECTS):
            status, headers, source = self._request(url, form, origin)
            if "Location" not in headers:
                self.page = Page(url, status, source)
                self.page_came = time.monotonic()
                return self.page
            assert form is None or status == 303, status
            url, form, origin = urllib.parse.urljoin(url, headers["Location"]), None, None
        raise AssertionError(f"too many redirects, the last to {url}")

    def _request(self, url, form, origin):
        address = urllib.parse.urlsplit(url)
        cookies = self.jar.setdefault(address.hostname, {})
        headers = {"Accept-Language": "en"}
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin,
                        "Sec-Fetch-Site": "same-origin"}
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
        target = (address.path or "/") + (f"?{address.query}" if address.query else "")
        connection.request("GET" if form is None else "POST", target, body, headers)
        answer = connection.getresponse()
        source = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            cookies[name] = value
        connection.close()
        return answer.status, answer.headers, source

    def follow(self, label):
        """Presses the link of that label."""
        target = next(href for href, text in self.page.links if text.strip() == label)
        return self.go(urllib.parse.urljoin(self.page.url, target))

    def press(self, label, **values):
        """Fills in the form that has the button and sends it, after reading the page."""
        if label == "Allow":
            threading.Event().wait(max(0, self.page_came + READING_TIME_S - time.monotonic()))
        for form in self.page.forms:
            for button in form["buttons"]:
                if button["label"].strip() != label:
                    continue
                fields = [(name, values.get(name, value)) for name, value, _ in form["fields"]]
                if button["name"]:
                    fields.append((button["name"], button["value"]))
                here = urllib.parse.urlsplit(self.page.url)
                return self.go(urllib.parse.urljoin(self.page.url, form["action"]), fields,
                               f"{here.scheme}://{here.netloc}")
        raise AssertionError(f"no button {label!r} but {self.page.buttons()}: {self.page.text}")

    def log_in(self, user_name, password):
        return self.press("Log In", username=user_name, password=password)

    def launch(self, url, user_name, password):
        """From the start page of an application to what comes behind the login."""
        self.go(url)
        self.follow("Sign In")
        if "Log In" in self.page.buttons():
            self.log_in(user_name, password)
        return self.page
