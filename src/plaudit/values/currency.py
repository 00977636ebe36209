"""The minor units of ISO 4217, which decide how money is booked; how money looks is CLDR's business (rule 25)."""

_DIGITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
        "YER ZAR ZMW ZWG "
        # Withdrawn since 2020: quarters that were paid in them can still be calculated.
        "ANG BGN CUC HRK SLL ZWL"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_BY_CODE = {code: places for places, codes in _DIGITS.items() for code in codes.split()}


class CurrencyUnknown(ValueError):
    """The code is not one of ISO 4217 with a minor unit; the message is a sentence for a person."""


def digits(code: str) -> int:
    """How many decimals the minor unit has: 2 for USD, 0 for JPY, 3 for KWD."""
    places = _BY_CODE.get(code)
    if places is None:
        meant = f" Do you mean {code.upper()}?" if code.upper() in _BY_CODE else ""
        raise CurrencyUnknown(f"{code!r} is not a currency of ISO 4217 in which amounts can be booked.{meant}")
    return places


def codes() -> tuple[str, ...]:
    return tuple(sorted(_BY_CODE))
