"""Somebody without a mouse: goes from stop to stop with Tab, and must see where they are."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 90

SEEN = """() => {
  const numbers = (colour) => (colour.match(/[0-9.]+/g) || []).map(Number);
  const light = (colour) => {
    const [red, green, blue] = numbers(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let each = element.parentElement; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      const parts = numbers(colour);
      if (parts.length === 3 || parts[3] === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const marked = (element) => {
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return false;
    const [one, other] = [light(style.outlineColor), light(ground(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= 3;
  };
  const here = document.activeElement;
  if (!here || here === document.body) return "the focus is lost";
  const name = here.outerHTML.slice(0, 120);
  const label = here.closest("label");
  if (!marked(here) && !(label && marked(label))) return "not to be seen: " + name;
  const box = (label || here).getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return inside ? "" : "out of sight: " + name;
}"""
"""What is wrong with the stop one is at: no outline of two pixels that stands out by 3 to 1
(WCAG 2.2, 2.4.7 and 1.4.11), or it is not in the window."""


class Keyboard:
    """Presses keys on a page, and complains of any stop that cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, place: Locator, *, back: bool = False) -> None:
        """Tab until that place has the focus; every stop on the way must show where one is."""
        for _ in range(MOST_STOPS):
            if place.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            unseen = self.page.evaluate(SEEN)
            assert not unseen, unseen
        raise AssertionError(f"the keyboard does not reach {place}")

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, place: Locator, text: str) -> None:
        """Go there and type."""
        self.reach(place)
        self.page.keyboard.type(text)

    def choose(self, place: Locator, value: str) -> None:
        """Go to a list and press the arrow until it stands on that value."""
        self.reach(place)
        self.page.keyboard.press("Home")
        for _ in range(place.locator("option").count()):
            if place.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(place).to_have_value(value)

    def activate(self, place: Locator) -> None:
        """Go to a button or a link and press Enter."""
        self.reach(place)
        self.page.keyboard.press("Enter")
