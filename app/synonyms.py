"""Other words that staff type for a term of a vocabulary, in English and Korean: they find it, no more.

A value keeps the term alone. Words in common use in the sources of this field (press, UN and NGO reports,
interviews), each set down for what a person means by it here.
"""

from __future__ import annotations

_WORDS: dict[str, dict[str, str]] = {
    "measure": {
        "detained": "held|in custody|억류|수감",
        "scheduled": "planned|to be repatriated",
        "arrested": "caught|seized|검거|붙잡힘",
        "handed_over": "returned|repatriated|deported|sent back|refouled|송환|북송|강제 송환|추방",
        "crossed": "passed|entered|입국|넘어감",
        "documented": "recorded|registered|문서화",
    },
    "qualifier": {
        "exactly": "precisely|꼭",
        "about": "approximately|around|circa|nearly|대략|쯤|정도",
        "more_than": "over|above|초과",
        "at_least": "minimum|no fewer than|최소|이상",
        "up_to": "maximum|as many as|no more than|최대|이하",
        "many": "numerous|많은",
        "unknown": "not known|불명",
    },
    "claimant_kind": {
        "organisation": "NGO|organization|group|association|non-governmental|civil society|"
        "엔지오|비정부 기구|시민 단체|인권 단체|민간단체",
        "media": "press|newspaper|broadcaster|news|journalist|신문|방송|기자|매체",
        "un": "OHCHR|국제 연합",
        "state_body": "government|ministry|embassy|정부|부처|대사관|외교부",
        "person": "individual|witness|relative|defector|목격자|가족|탈북민",
    },
    "source_type": {
        "news_agency": "wire|press",
        "newspaper": "press|daily|magazine|신문사|일간지|잡지",
        "broadcaster": "television|TV|radio|텔레비전|라디오",
        "intergovernmental": "UN|United Nations|유엔|국제기구",
        "news_site": "website|online|internet|누리집|인터넷|온라인",
        "non_governmental": "NGO|organisation|organization|association|civil society|"
        "엔지오|시민 단체|인권 단체|민간단체",
        "interview": "testimony|statement|conversation|증언|인터뷰",
        "document": "paper|letter|report|서류|보고서|편지",
        "image": "photograph|picture|video|동영상",
    },
    "stance": {
        "acknowledges": "admits|confirms|시인",
        "denies": "denial|부정",
        "silent": "no answer|no comment|무응답|답변 없음",
        "neither_confirms_nor_denies": "no comment|확인 불가",
    },
    "event_kind": {
        "forced_return": "repatriation|deportation|refoulement|handover|북송|추방",
        "arrest": "raid|round-up|detention|검거|단속",
    },
    "sex": {"female": "woman|girl|여성|여자", "male": "man|boy|남성|남자"},
    "status": {
        "at_large": "hiding|free|숨어 있음",
        "arrested": "caught|붙잡힘|검거",
        "detained_china": "custody|수감",
        "returned_unknown": "repatriated|deported|sent back|handed over|missing|북송|강제 송환|실종",
        "detained_dprk": "prison|camp|수감|교화소|관리소|수용소",
        "sentenced": "convicted|유죄",
        "released": "freed|풀려남|출소",
        "left_again": "escaped again|재탈북",
        "resettled": "arrived|South Korea|한국 입국|입국",
        "deceased": "dead|died|killed|executed|숨짐|처형",
        "unknown": "not known|모름",
    },
    "step_kind": {
        "exit": "left|escape|crossing|도강|월경",
        "arrest": "caught|검거|붙잡힘",
        "detention_china": "prison|held|수감",
        "handover": "returned|repatriation|deportation|송환|북송",
        "mss_interrogation": "bowibu|questioning|조사",
        "transfer_holding": "collection point",
        "disposition": "sentence|release|판결|선고",
    },
    "disposition": {
        "released": "freed|풀려남",
        "rodong_danryondae": "labor training",
        "kyohwaso": "prison|교도소",
        "kwanliso": "수용소|정치범 수용소",
        "executed": "killed|death penalty|사형",
    },
    "authority": {
        "mss": "secret police|국가보위부",
        "mps": "police|경찰|보안서|인민보안성",
        "psb": "police|경찰",
        "border_control": "border guard|국경 경비대|변방대",
        "military": "army|soldiers|군대",
    },
    "person_role": {
        "victim": "survivor|생존자",
        "relative": "family|부모|형제",
        "perpetrator": "suspect|guard|가해자",
    },
    "relation": {
        "parent": "mother|father|어머니|아버지|엄마|아빠",
        "child": "son|daughter|아들|딸",
        "spouse": "husband|wife|남편|아내|부인",
        "sibling": "언니|누나|오빠|동생",
        "grandparent": "grandmother|grandfather|할머니|할아버지",
        "grandchild": "grandson|granddaughter|손녀",
        "parents_sibling": "이모|고모|삼촌|외삼촌",
        "parent_in_law": "mother-in-law|father-in-law|시어머니|시아버지|장모|장인",
        "acquaintance": "friend|neighbour|neighbor|친구|이웃",
    },
    "place_kind": {
        "crossing": "bridge|checkpoint|customs|port|다리|세관|국경",
        "town": "city|village|도시|마을",
        "facility": "prison|camp|detention centre|detention center|구치소|감옥|수용소|구류소",
    },
    "violation": {
        "refoulement": "forced return|북송",
        "torture": "violence|폭행",
        "sexual_violence": "assault|성폭행",
        "starvation": "hunger|food|배고픔",
        "trafficking": "sold|팔려감",
    },
    "certainty": {
        "confirmed": "certain|sure|확실",
        "probable": "likely",
        "possible": "maybe|perhaps",
        "unconfirmed": "unverified|rumour",
    },
    "consent_answer": {
        "given": "yes|agreed|allowed|동의",
        "refused": "no|declined|거절",
        "withdrawn": "revoked|취소",
    },
    "evidence_kind": {
        "photograph": "picture|image",
        "video": "film|동영상",
        "audio": "voice|녹음",
        "document": "paper|letter|PDF|서류",
        "screenshot": "screen capture|캡처|캡쳐",
        "message": "SMS|WeChat|KakaoTalk|e-mail|문자|위챗|카카오톡|이메일",
        "object": "thing|물건",
    },
}
"""Words parted by `|`, by vocabulary and code."""


def synonyms(vocabulary: str, code: str) -> tuple[str, ...]:
    """The other words for a term, as they are written; () where there are none, as for terms of staff."""
    words = _WORDS.get(vocabulary, {}).get(code, "")
    return tuple(words.split("|")) if words else ()
