"""Keys, signatures and seals."""

from django.urls import path

from vanthu.faces.web.views import config_seal, signatures

urlpatterns = [
    path("account/signing", signatures.signature, name="signature"),
    path("account/signing/picture.png", signatures.picture, name="signature_picture"),
    path("account/signing/picture", signatures.add_picture, name="signature_add_picture"),
    path("account/signing/keys", signatures.add_key, name="signature_add_key"),
    path(
        "account/signing/keys/<int:number>/withdraw", signatures.withdraw, name="signature_withdraw"
    ),
    path("account/signing/sample", signatures.sample, name="signature_sample"),
    path("config/seal/sample", config_seal.sample, name="seal_sample"),
    path("config/seal", config_seal.seal, name="seal"),
    path("config/seal/picture.png", config_seal.picture, name="seal_picture"),
    path("config/seal/picture", config_seal.add_seal, name="seal_add"),
    path("config/seal/keys", config_seal.add_key, name="seal_add_key"),
    path("config/seal/keys/<int:number>/withdraw", config_seal.withdraw, name="seal_withdraw"),
]
