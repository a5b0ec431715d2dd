"""The API for programs beside the questions: traces, proofs, searches, and whether the server answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from kgkesos import trace_formats
from kgkesos.errors import given_as
from kgkesos.trace import trace as trace_of
from kgkesos.web.models import Arah, Health, NodeModel, Problem, ReasonModel, TraceModel
from kgkesos.web.pertanyaan.routes import PROBLEMS
from kgkesos.web.service import Service
from kgkesos.why import asked


def router(service: Service) -> APIRouter:
    """The API of the build that ``service`` holds."""
    api = APIRouter()

    @api.get("/health", tags=["layanan"], summary="Apakah layanan berjalan")
    def health() -> Health:
        return Health(status="ok", build=service.knowledge().build.name)

    @api.get("/api/trace", tags=["penelusuran"], summary="Jalur dari satu simpul, dengan kutipan", responses=PROBLEMS)
    def trace(
        kata: Annotated[str, Query(description="IRI, nama, atau sebagian nama", max_length=2000)],
        arah: Annotated[Arah, Query(description="naik ke tujuan, atau turun ke kegiatan")] = Arah.naik,
        dokumen: Annotated[str | None, Query(description="hanya dokumen ini: kunci atau IRI")] = None,
        periode: Annotated[str | None, Query(description="hanya periode ini, seperti tercetak")] = None,
    ) -> list[TraceModel]:
        up = arah is Arah.naik
        with given_as("kata"):
            found = trace_of(service.knowledge(), kata, up=up, dokumen=dokumen, periode=periode)
        return [TraceModel.model_validate(one) for one in trace_formats.traces_json(found)]

    @api.get(
        "/api/why",
        tags=["penelusuran"],
        summary="Mengapa satu pernyataan berlaku, sampai kata tercetak",
        responses={
            404: {"model": Problem, "description": "Graf tidak menyatakannya (the graph does not say so)"},
            **PROBLEMS,
        },
    )
    def why(
        subjek: Annotated[str, Query(description="IRI, nama, atau sebagian nama", max_length=2000)],
        objek: Annotated[str, Query(description="IRI, nama, atau nama konsep", max_length=2000)],
        predikat: Annotated[str, Query(description="nama sifat dalam ontologi", max_length=200)] = "mendukung",
    ) -> ReasonModel:
        return ReasonModel.model_validate(
            trace_formats.reason_json(asked(service.knowledge(), subjek, predikat, objek))
        )

    @api.get(
        "/api/search",
        tags=["penelusuran"],
        summary="Simpul menurut namanya, juga yang salah eja",
        responses=PROBLEMS,
    )
    def search(
        kata: Annotated[str, Query(description="kata-kata dari sebuah nama", max_length=2000)],
        batas: Annotated[int, Query(description="sebanyak-banyaknya", ge=1, le=200)] = 20,
    ) -> list[NodeModel]:
        found = service.knowledge().search(kata, limit=batas)
        return [NodeModel.model_validate(trace_formats.node_json(one)) for one in found]

    return api
