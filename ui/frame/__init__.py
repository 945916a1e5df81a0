"""The frame of the window and how a page is written.

A page is a `Page` (ui/frame/page.py) named in `ui.pages.PAGES`; the frame makes it when it is first shown
and again when the language changes. It gets one `Desk`:

    class Sources(Page):
        key, title, icon = "sources", N_("Sources"), "quote"
        kinds = frozenset({"source"})

        def __init__(self, desk):
            super().__init__(desk)
            ...build widgets of ui.widgets; every text through `_`; PlainText only...

        def refresh(self, changed):
            self.desk.ask(read_model, self._show, owner=self)

    desk.ask(call, then, owner=self)       call(vault) on the worker, then(value) back here
    desk.ask_long(call, then, progress=p)  call is a generator of slices: import, export, check
    desk.save(call, then, kinds=["case"])  a change: "Saving...", then `changed` to all pages
    desk.navigate("cases", record_id)      go somewhere; back and forward remember it
    desk.notify(_("Case deleted"), undo)   a toast with Undo
    desk.trouble(error)                    only notices show messages
    desk.theme.px(40), .color("gold"), .font("value")   sizes follow the text size

Looks: `Label(text, "dim")` and the other widgets of `ui.widgets` carry a `look` or `kind` that the one style
sheet knows (ui/theme/scale.py lists the styles). Never write a colour or a font size in a page; painters
read `theme()` while they paint and use `with QPainter(self) as p:`. A painted widget gets an accessible
name that says the same in words. `ui.widgets.Painted` paints again when the theme changes.
"""
