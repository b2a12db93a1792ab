"""Personnel: what every case of organisational work needs to know of people, and who may decide.

Birth and sex of a person, relatives as declared, decisions as they were issued; duties of posts
(enter, confirm, appraise, decide, audit) with their scope; and the one flow of a case, in which
nobody acts twice, nor on a case of their own or of a relative.
"""
