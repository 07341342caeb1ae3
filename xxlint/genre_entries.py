"""Genres that a pack adds, and those that it extends by parts, metrics and titles."""

from collections.abc import Collection, Iterable, Mapping

from xxlint.lexicon import Genre
from xxlint.words import PackError, Words, nearest


def join(
    genres: tuple[Genre, ...], more: Iterable[Genre], metrics: Collection[str], path: str
) -> tuple[Genre, ...]:
    """The genres with those of another pack; raises ``PackError`` for one that cannot be."""
    known = {genre.id: genre for genre in genres}
    for genre in more:
        if genre.name.zh:
            _check_new(genre, known, path)
            known[genre.id] = genre
        elif genre.id in known:
            known[genre.id] = _extended(known[genre.id], genre)
        else:
            near = nearest(genre.id, known)
            hint = Words(f"，是不是 {near}？", f", did you mean {near}?") if near else Words("", "")
            zh = f"{path}：没有文种“{genre.id}”可以扩充{hint.zh}"
            raise PackError([Words(zh, f"{path}: no genre “{genre.id}” to extend{hint.en}")])
        _check_metrics(genre, metrics, path)
    return tuple(known.values())


def _check_new(genre: Genre, known: Mapping[str, Genre], path: str) -> None:
    taken = next((g for g in known.values() if genre.id == g.id or genre.name.zh == g.name.zh), None)
    if taken is not None:
        zh = f'{path}：文种 {genre.id}（{genre.name.zh}）已经有了，要补充它请写 extend = "{taken.id}"'
        en = (
            f'{path}: the genre {genre.id} ({genre.name.en}) exists; to add to it write extend = "{taken.id}"'
        )
        raise PackError([Words(zh, en)])


def _check_metrics(genre: Genre, metrics: Collection[str], path: str) -> None:
    for metric in genre.metrics:
        if metric not in metrics:
            near = nearest(metric, metrics)
            hint = Words(f"，是不是 {near}？", f", did you mean {near}?") if near else Words("", "")
            zh = f"{path}：文种 {genre.id} 的指标“{metric}”不存在{hint.zh}"
            raise PackError([Words(zh, f"{path}: no metric “{metric}” for the genre {genre.id}{hint.en}")])


def _extended(genre: Genre, more: Genre) -> Genre:
    """A genre with the titles, parts and metrics of an extension; a part of the same name is replaced."""
    replaced = {part.name.zh for part in more.parts}
    return genre._replace(
        titles=genre.titles + more.titles,
        unless=genre.unless + more.unless,
        parts=tuple(part for part in genre.parts if part.name.zh not in replaced) + more.parts,
        metrics=tuple(dict.fromkeys(genre.metrics + more.metrics)),
        signature=genre.signature or more.signature,
        least=more.least or genre.least,
    )
