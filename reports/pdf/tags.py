"""The structure tree of a tagged PDF: nodes grow while pages are drawn, pikepdf writes them afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String


@dataclass(eq=False)
class Node:
    """An element of the structure: its role, text for a picture, and kids (nodes or marked content)."""

    role: str
    alt: str = ""
    parent: Node | None = None
    kids: list[Node | tuple[int, int]] = field(default_factory=list)
    scope: str = ""

    def add(self, role: str, alt: str = "", scope: str = "") -> Node:
        """A new element under this one."""
        made = Node(role, alt, self, scope=scope)
        self.kids.append(made)
        return made

    @property
    def used(self) -> bool:
        """Whether anything was drawn for it: laying out twice leaves elements without content."""
        return any(isinstance(kid, tuple) or kid.used for kid in self.kids)


def write(pdf: Pdf, root: Node) -> None:
    """Put the structure tree into a document and mark it as tagged."""
    parents: dict[int, dict[int, Any]] = {}
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_element(pdf, root, tree, parents)])
    numbers = Array()
    for page in sorted(parents):
        marks = parents[page]
        numbers.append(page)
        numbers.append(pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)])))
        pdf.pages[page].obj.StructParents = page
        pdf.pages[page].obj.Tabs = Name.S
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, node: Node, parent: Any, parents: dict[int, dict[int, Any]]) -> Any:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.role), P=parent))
    if node.alt:
        made.Alt = String(node.alt)
    if node.scope:
        made.A = Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
    kids = Array()
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.used:
                kids.append(_element(pdf, kid, made, parents))
            continue
        page, mark = kid
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=mark))
        parents.setdefault(page, {})[mark] = made
    made.K = kids
    return made
