"""Which of the portal's pictograms stands beside a kind of help; the word always stands there too."""

from volunteers.choices.profiles import ActivityType

PICTOGRAMS = {
    ActivityType.HOUSING_GUIDE: "wohnen",
    ActivityType.READING: "schule",
    ActivityType.FAMILY: "familie",
    ActivityType.MENTORING: "ehrenamt",
    ActivityType.OFFICE: "behoerden",
    ActivityType.DOCTOR: "gesundheit",
    ActivityType.LANGUAGE: "spracherwerb",
    ActivityType.LANGUAGE_PARTNER: "spracherwerb",
    ActivityType.HOMEWORK: "schule",
    ActivityType.INTERPRETING: "dolmetschen",
    ActivityType.SPORT: "sport",
    ActivityType.LEISURE: "freizeit",
    ActivityType.MEETING: "begegnung",
    ActivityType.DONATIONS: "kleidung",
    ActivityType.FOOD: "kleidung",
    ActivityType.FURNITURE: "wohnen",
    ActivityType.MOVING: "mobilitaet",
    ActivityType.BIKES: "mobilitaet",
    ActivityType.CREATIVE: "freizeit",
    ActivityType.CHILDCARE: "kindergarten",
    ActivityType.HEALTH: "gesundheit",
    ActivityType.DRIVING: "mobilitaet",
    ActivityType.DIGITAL: "digitales",
    ActivityType.JOB: "arbeit",
    ActivityType.APPRENTICE: "ausbildung",
    ActivityType.GUARDIAN: "jugend",
    ActivityType.TRAINING: "ausbildung",
    ActivityType.SUPPORT: "beratung",
    ActivityType.GENERAL: "ehrenamt",
}


def pictogram_of(activity_type):
    """Key of the pictogram; helping hands where nobody knows what one does."""
    return PICTOGRAMS.get(activity_type, "ehrenamt")
